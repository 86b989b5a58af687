using TestHarness.Failures;

namespace TestHarness.Leases;

/// <summary>What a lease is for: a host as a whole, or a LUN that several hosts share.</summary>
public sealed record LeaseName
{
    private LeaseName(string text) => Text = text;

    /// <summary>The lease of the host on which it is taken.</summary>
    public static LeaseName Host { get; } = new("host");

    /// <summary>The name, which is part of file names on the host.</summary>
    public string Text { get; }

    /// <summary>Names the lease of a LUN.</summary>
    /// <param name="wwid">The LUN's WWID, for example <c>naa.5000c500a1b2c3d4</c>.</param>
    /// <exception cref="HarnessException">Class config: the WWID cannot be part of a file name.</exception>
    public static LeaseName Lun(string wwid) =>
        wwid.Length is > 0 and <= 100 && wwid.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? new($"lun-{wwid}")
            : throw new HarnessException(
                FailureClass.Config, $"WWID '{wwid}': expected 1 to 100 ASCII letters, digits, '.', '-' or '_'");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
