namespace TestHarness.Environments;

/// <summary>How much load a scenario drives.</summary>
/// <param name="Scale">A factor on every amount of data.</param>
/// <param name="DdCount">dd's <c>count=</c> in blocks of 1 MiB before scaling; the manual procedures write 2000.</param>
public sealed record LoadSettings(double Scale = 1.0, int DdCount = 2000)
{
    public int ScaledDdCount => Math.Max(1, (int)(DdCount * Scale));
}
