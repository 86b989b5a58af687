using TestHarness.Cli.Terminals;
using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Steps.Reporting;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Selection;

/// <summary>The environment that a user chose.</summary>
internal static class EnvironmentSelection
{
    /// <summary>
    /// The environment with the devices of the scenarios, without hardware; dotnet test uses the quicker local.
    /// </summary>
    private const string Default = "virtual-lab";

    /// <summary>Reads the environment, passes it to the steps of this process, and hides its secrets from here on.</summary>
    /// <param name="nameOrFile">
    /// The name or file; null for the environment that the process environment names, or else the default.
    /// </param>
    /// <param name="qemus">The QEMUs in place of the environment's: <c>PATH</c> or <c>HOST=PATH</c> each.</param>
    /// <exception cref="BadInputException">There is no such environment, or its file has mistakes.</exception>
    public static LabEnvironment Choose(string? nameOrFile, params string[] qemus)
    {
        if (nameOrFile is not null || Environment.GetEnvironmentVariable(RunSettings.EnvironmentVariable) is null or "")
            Environment.SetEnvironmentVariable(RunSettings.EnvironmentVariable, nameOrFile ?? Default);
        try
        {
            if (qemus.Length > 0)
                Environment.SetEnvironmentVariable(
                    RunSettings.QemuVariable, string.Join(QemuChoice.Separator, qemus.Select(QemuChoice.Parse)));
            var environment = EnvironmentFile.Load(RunSettings.EnvironmentPath, DeviceKinds.HostSections);
            Terminal.Texts = RunTexts.Of(environment);
            return QemuChoice.Apply(RunSettings.Qemus, environment);
        }
        catch (HarnessException exception)
        {
            throw new BadInputException(exception.Message);
        }
    }
}
