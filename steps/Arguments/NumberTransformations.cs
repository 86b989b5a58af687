using Reqnroll;

namespace TestHarness.Steps.Arguments;

/// <summary>The reading of steps' numbers.</summary>
[Binding]
public static class NumberTransformations
{
    /// <summary>Reads a number of legs.</summary>
    [StepArgumentTransformation]
    public static Legs ReadLegs(string text) => Legs.Parse(text);

    /// <summary>Reads a number of multifd channels.</summary>
    [StepArgumentTransformation]
    public static ChannelCount ReadChannelCount(string text) => ChannelCount.Parse(text);

    /// <summary>Reads a number of passes over a guest's memory.</summary>
    [StepArgumentTransformation]
    public static PassCount ReadPassCount(string text) => PassCount.Parse(text);

    /// <summary>Reads a number of rounds.</summary>
    [StepArgumentTransformation]
    public static RoundCount ReadRoundCount(string text) => RoundCount.Parse(text);

    /// <summary>Reads a limit on the slowdown of legs.</summary>
    [StepArgumentTransformation]
    public static SlowdownFactor ReadSlowdownFactor(string text) => SlowdownFactor.Parse(text);

    /// <summary>Reads a limit in milliseconds.</summary>
    [StepArgumentTransformation]
    public static Milliseconds ReadMilliseconds(string text) => Milliseconds.Parse(text);

    /// <summary>Reads a limit in seconds.</summary>
    [StepArgumentTransformation]
    public static Seconds ReadSeconds(string text) => Seconds.Parse(text);

    /// <summary>Reads the time between two pings.</summary>
    [StepArgumentTransformation]
    public static PingInterval ReadPingInterval(string text) => PingInterval.Parse(text);

    /// <summary>Reads a limit on lost pings.</summary>
    [StepArgumentTransformation]
    public static LostPings ReadLostPings(string text) => LostPings.Parse(text);

    /// <summary>Reads a position in a list.</summary>
    [StepArgumentTransformation]
    public static Position ReadPosition(string text) => Position.Parse(text);

    /// <summary>Reads a limit on the vHBAs of an HBA.</summary>
    [StepArgumentTransformation]
    public static VportLimit ReadVportLimit(string text) => VportLimit.Parse(text);

    /// <summary>Reads a number of VFs of a NIC.</summary>
    [StepArgumentTransformation]
    public static VfCount ReadVfCount(string text) => VfCount.Parse(text);

    /// <summary>Reads a number of VFs of a guest.</summary>
    [StepArgumentTransformation]
    public static GuestVfCount ReadGuestVfCount(string text) => GuestVfCount.Parse(text);

    /// <summary>Reads a number of bytes.</summary>
    [StepArgumentTransformation]
    public static ByteCount ReadByteCount(string text) => ByteCount.Parse(text);

    /// <summary>Reads the offset of a byte.</summary>
    [StepArgumentTransformation]
    public static ByteOffset ReadByteOffset(string text) => ByteOffset.Parse(text);

    /// <summary>Reads the offset of a mebibyte.</summary>
    [StepArgumentTransformation]
    public static MebibyteOffset ReadMebibyteOffset(string text) => MebibyteOffset.Parse(text);

    /// <summary>Reads a number of MiB.</summary>
    [StepArgumentTransformation]
    public static MebibyteCount ReadMebibyteCount(string text) => MebibyteCount.Parse(text);
}
