using BenchmarkDotNet.Running;
using TestHarness.Benchmarks.KernelLog;
using TestHarness.Benchmarks.Measuring;
using TestHarness.Benchmarks.Profile;
using TestHarness.Failures;
using TestHarness.Steps.World;

// 'harness bench' starts the first two, a figure the third; else the arguments are those of BenchmarkDotNet.
if (args is not [("figures" or "profile" or "judge") and var verb, var file, .. var names])
{
    BenchmarkSwitcher.FromAssembly(typeof(Figures).Assembly).Run(args);
    return 0;
}

if (verb == "judge")
    return await KernelLogJudging.RunAsync(file);

// The reports of scenarios that are only measured are not kept.
var reports = Directory.CreateTempSubdirectory("harness-bench-reports-");
Environment.SetEnvironmentVariable(RunSettings.ReportsVariable, reports.FullName);
Environment.SetEnvironmentVariable(RunSettings.TemplatesVariable, "false");
if (verb == "figures")
    Environment.SetEnvironmentVariable(RunSettings.EnvironmentVariable, RunSettings.DefaultEnvironment);
try
{
    var isDone = verb == "profile" ? await ProfileRun.RunAsync(file) : await FigureRun.RunAsync(file, names);
    return isDone ? 0 : 1;
}
catch (HarnessException exception)
{
    Console.Error.WriteLine(exception.Message);
    return exception.FailureClass == FailureClass.Config ? 2 : 1;
}
finally
{
    reports.Delete(recursive: true);
}
