using TestHarness.Devices.Registry;
using TestHarness.Environments;
using TestHarness.Evidence;
using TestHarness.Failures;
using TestHarness.Steps.World;
using TestHarness.Texts;

namespace TestHarness.Steps.Reporting;

/// <summary>The outlet of a run's texts to the terminal and to results, which hides the secrets of its environments.</summary>
public static class RunTexts
{
    /// <summary>Returns the outlet that hides the secrets of these environments.</summary>
    /// <exception cref="HarnessException">Class config: a secret is too short to be hidden, or has several lines.</exception>
    public static TextOutlet Of(params IEnumerable<LabEnvironment> environments) =>
        new(SecretRedactor.OfVariables(environments.SelectMany(environment => environment.SecretVariables).Distinct()).Redact);

    /// <summary>
    /// Returns the outlet for the environment that the process environment names. The outlet hides nothing when that environment
    /// cannot be read, or its secrets cannot be hidden: then no scenario reaches a host, and those that need one fail with the
    /// reason.
    /// </summary>
    public static TextOutlet OfChosenEnvironment()
    {
        try
        {
            return Of(EnvironmentFile.Load(RunSettings.EnvironmentPath, DeviceKinds.HostSections));
        }
        catch (HarnessException)
        {
            // Each scenario that needs the environment reads it again, and fails with the same error.
            return TextOutlet.WithoutSecrets;
        }
    }
}
