using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Reports.Bundles;
using TestHarness.Steps.World;
using TestHarness.Texts;

namespace TestHarness.Steps.Reporting;

/// <summary>The bundles of a run of this process.</summary>
public static class RunBundles
{
    /// <summary>Makes the writer of bundles by the settings of this process.</summary>
    /// <param name="id">The name of the run.</param>
    /// <param name="texts">The outlet of every text.</param>
    /// <exception cref="HarnessException">Class config: the setting is none of the modes.</exception>
    public static BundleWriter Of(string id, TextOutlet texts) => new(RunSettings.Bundles, texts, () => new BundledRun(
        id, ReportEnvironment.HarnessVersion, CurrentRun.Started?.Environment ?? Described(), ReportEnvironment.Hosts()));

    /// <summary>Reads the environment of a run that has needed no host; null when it cannot be read.</summary>
    private static LabEnvironment? Described()
    {
        try
        {
            return QemuChoice.Apply(
                RunSettings.Qemus, EnvironmentFile.Load(RunSettings.EnvironmentPath, DeviceKinds.HostSections));
        }
        catch (HarnessException)
        {
            // Then no scenario has reached a host, and those that need one have failed with the same error.
            return null;
        }
    }
}
