using Reqnroll;

namespace TestHarness.Steps.Arguments;

/// <summary>Reads the numbers of steps.</summary>
[Binding]
public static class NumberTransformations
{
    [StepArgumentTransformation]
    public static Legs ReadLegs(string text) => Legs.Parse(text);

    [StepArgumentTransformation]
    public static ChannelCount ReadChannelCount(string text) => ChannelCount.Parse(text);

    [StepArgumentTransformation]
    public static PassCount ReadPassCount(string text) => PassCount.Parse(text);

    [StepArgumentTransformation]
    public static SlowdownFactor ReadSlowdownFactor(string text) => SlowdownFactor.Parse(text);

    [StepArgumentTransformation]
    public static Milliseconds ReadMilliseconds(string text) => Milliseconds.Parse(text);

    [StepArgumentTransformation]
    public static Seconds ReadSeconds(string text) => Seconds.Parse(text);

    [StepArgumentTransformation]
    public static PingInterval ReadPingInterval(string text) => PingInterval.Parse(text);

    [StepArgumentTransformation]
    public static LostPings ReadLostPings(string text) => LostPings.Parse(text);

    [StepArgumentTransformation]
    public static Position ReadPosition(string text) => Position.Parse(text);

    [StepArgumentTransformation]
    public static VportLimit ReadVportLimit(string text) => VportLimit.Parse(text);

    [StepArgumentTransformation]
    public static VfCount ReadVfCount(string text) => VfCount.Parse(text);

    [StepArgumentTransformation]
    public static GuestVfCount ReadGuestVfCount(string text) => GuestVfCount.Parse(text);

    [StepArgumentTransformation]
    public static ByteCount ReadByteCount(string text) => ByteCount.Parse(text);

    [StepArgumentTransformation]
    public static ByteOffset ReadByteOffset(string text) => ByteOffset.Parse(text);

    [StepArgumentTransformation]
    public static MebibyteOffset ReadMebibyteOffset(string text) => MebibyteOffset.Parse(text);

    [StepArgumentTransformation]
    public static MebibyteCount ReadMebibyteCount(string text) => MebibyteCount.Parse(text);
}
