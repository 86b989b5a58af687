using System.Text.RegularExpressions;
using TestHarness.Failures;

namespace TestHarness.Qemu.CommandLine;

/// <summary>The id of a <c>-device</c>: a letter, then letters, digits, '-', '.' and '_'.</summary>
/// <remarks>Source: QEMU, util/id.c (id_wellformed).</remarks>
public sealed partial record DeviceId
{
    private DeviceId(string text) => Text = text;

    public string Text { get; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="HarnessException">Class config: the text is not the id of a device.</exception>
    public static DeviceId Parse(string text) => Rule().IsMatch(text)
        ? new DeviceId(text)
        : throw new HarnessException(
            FailureClass.Config, $"'{text}' is not the id of a device: expected a letter, then letters, digits, '-', '.' and '_', at most 64");

    public override string ToString() => Text;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Rule();
}
