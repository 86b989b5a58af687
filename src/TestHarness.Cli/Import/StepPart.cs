namespace TestHarness.Cli.Import;

/// <summary>The part of a scenario that a step of a report asks for.</summary>
internal enum StepPart
{
    None,
    Provision,
    Boot,
    Destination,
    Load,
    Migrate,
    Back,
    Check,
}
