namespace TestHarness.Environments;

/// <summary>The way into a guest of the tester's own.</summary>
public enum GuestWay
{
    /// <summary>The first of the other ways that answers.</summary>
    Auto,
    /// <summary>The QEMU guest agent.</summary>
    Agent,
    /// <summary>SSH with a key.</summary>
    Ssh,
    /// <summary>A login on the first serial port with a password.</summary>
    Serial,
    /// <summary>None: the guest is checked from outside.</summary>
    None,
}
