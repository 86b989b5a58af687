namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The treatment of an option, or of a key of an option, of a reported command line.</summary>
public enum Disposition
{
    /// <summary>Launched with the value of the report.</summary>
    TakenOver,

    /// <summary>Launched with a value of the harness.</summary>
    Replaced,

    /// <summary>Omitted; the rest of the command line is launched.</summary>
    Dropped,

    /// <summary>The command line is not launched.</summary>
    Refused,
}
