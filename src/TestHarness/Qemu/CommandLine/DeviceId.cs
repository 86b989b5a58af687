using TestHarness.Naming;

namespace TestHarness.Qemu.CommandLine;

/// <summary>The id of a <c>-device</c> in a reported command line.</summary>
/// <remarks>The rule is QEMU's own, util/id.c (id_wellformed).</remarks>
public sealed record DeviceId : Name
{
    private static readonly NameRule Rule = new("a disk", MaxLength: 64);

    private DeviceId(string text)
        : base(Rule, text)
    {
    }

    /// <summary>Parses an id.</summary>
    /// <exception cref="Failures.HarnessException">Class config: the text breaks the rule.</exception>
    public static DeviceId Parse(string text) => new(text);
}
