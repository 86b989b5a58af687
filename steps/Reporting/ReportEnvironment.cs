using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using TestHarness.Labs;
using TestHarness.Reports.Records;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Reporting;

/// <summary>The conditions of a run, for its reports.</summary>
internal static class ReportEnvironment
{
    private const string OsRelease = "/etc/os-release";
    private const string KernelRelease = "/proc/sys/kernel/osrelease";

    /// <summary>The version of the harness.</summary>
    public static string HarnessVersion =>
        typeof(ReportEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Returns the conditions that are known before the run.</summary>
    public static ImmutableSortedDictionary<string, string> Known() => ImmutableSortedDictionary<string, string>.Empty
        .Add("results", Metadata("AllureCommons") == "true" ? "written by Allure.Net.Commons" : "written by the harness")
        .Add("environment", Environment.GetEnvironmentVariable(RunSettings.EnvironmentVariable) ?? RunSettings.DefaultEnvironment)
        .Add("harness", HarnessVersion)
        .Add("os", OperatingSystem())
        .Add("kernel", File.ReadAllText(KernelRelease).Trim())
        .Add("dotnet", RuntimeInformation.FrameworkDescription);

    /// <summary>Returns the findings of the scenarios on the hosts; empty when no scenario needed a host.</summary>
    public static ImmutableSortedDictionary<string, string> Found()
    {
        var found = ImmutableSortedDictionary<string, string>.Empty;
        if (CurrentRun.Started is not { } run)
            return found;
        if (run.GuestImage is { } image)
            found = found.Add("guest image", image);
        return found.AddRange(run.Surveys.Values.Select(survey => KeyValuePair.Create($"host {survey.Host}", Describe(survey))));
    }

    /// <summary>Returns the hosts for the record of the run; null when no scenario has needed a host so far.</summary>
    public static HostsLine? Hosts() => CurrentRun.Started is { } run
        ? new HostsLine
        {
            Hosts = [.. run.Surveys.Values.OrderBy(survey => survey.Host, StringComparer.Ordinal).Select(RecordOf)],
            GuestImage = run.GuestImage,
        }
        : null;

    private static HostRecord RecordOf(HostSurvey survey) => new(survey.Host, survey.Kernel, survey.Processor)
    {
        Qemu = survey.Tools?.Summary,
        Accelerator = survey.Tools?.Accelerator.Accelerator,
        MachineType = survey.Tools?.Capabilities.Machines.FirstOrDefault(machine => machine.Alias == "q35")?.Name,
        Libvirt = survey.Libvirt,
    };

    private static string Describe(HostSurvey survey) => survey.Tools is { } tools
        ? $"QEMU {tools.Summary}, {tools.Accelerator}, {survey.Kernel}"
        : $"no QEMU, {survey.Kernel}";

    private static string OperatingSystem() => File.Exists(OsRelease)
        ? File.ReadLines(OsRelease)
            .FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?[12..]
            .Trim('"') ?? "Linux"
        : "Linux";

    private static string Metadata(string key) =>
        typeof(ReportEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
            data => data.Key == key).Value!;
}
