using System.Collections.Immutable;
using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.Load;

/// <summary>A <c>dd</c> command of a scenario, for example <c>dd if=/dev/urandom of=/dev/sda bs=1M count=2000</c>.</summary>
/// <param name="BlockSize">The size of a block, in bytes.</param>
/// <param name="Count">The number of blocks.</param>
/// <param name="Seek">The number of blocks of the output before the first one that is written.</param>
/// <param name="Flags">All other operands (skip=, iflag=, conv=, oflag=), unchanged.</param>
public sealed record DdCommand(string Input, string Output, long BlockSize, long Count, long Seek, ImmutableArray<string> Flags)
{
    private static readonly ImmutableDictionary<char, long> Units =
        ImmutableDictionary.CreateRange(new KeyValuePair<char, long>[]
        {
            new('c', 1), new('w', 2), new('b', 512),
            new('k', 1 << 10), new('K', 1 << 10), new('M', 1 << 20), new('G', 1 << 30),
        });

    /// <summary>The number of bytes that are written.</summary>
    public long Bytes => BlockSize * Count;

    /// <summary>The number of bytes of the output before the first one that is written.</summary>
    public long Offset => BlockSize * Seek;

    /// <summary>The operands of the input: skip= and iflag=.</summary>
    public IEnumerable<string> InputFlags => Flags.Where(DdFlags.IsOfInput);

    /// <summary>The other operands.</summary>
    public IEnumerable<string> OutputFlags => Flags.Where(flag => !DdFlags.IsOfInput(flag));

    /// <summary>Parses a command.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the text is not a dd command with if=, of=, bs= and count=, or has an operand that is not supported.
    /// </exception>
    public static DdCommand Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["dd", .. var operands])
            throw Wrong(text, "it does not start with dd");

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var operand in operands)
        {
            if (operand.Split('=', 2) is not [var name, var value] || !named.TryAdd(name, value))
                throw Wrong(text, $"'{operand}' is not of the form NAME=VALUE, or repeats a name");
        }

        string Take(string name) => named.Remove(name, out var value) ? value : throw Wrong(text, $"{name}= is missing");
        var (input, output, blockSize, count) = (Take("if"), Take("of"), Number(text, Take("bs")), Number(text, Take("count")));
        var seek = named.Remove("seek", out var blocks) ? Number(text, blocks, least: 0) : 0;
        if (count > (long.MaxValue / blockSize) - seek)
            throw Wrong(text, "bs × (seek + count) exceeds 2^63 − 1 bytes");
        if (named.Select(flag => DdFlags.Refuse(flag.Key, flag.Value)).FirstOrDefault(why => why is not null) is { } refusal)
            throw Wrong(text, refusal);
        return new DdCommand(input, output, blockSize, count, seek, [.. named.Select(flag => $"{flag.Key}={flag.Value}")]);
    }

    /// <summary>Returns the command with fewer or more blocks, at least one: a laptop writes less than a lab.</summary>
    public DdCommand Scale(double factor) => this with { Count = Math.Max(1, (long)Math.Round(Count * factor)) };

    /// <summary>Returns the command for the disk under test; an output that is no device stays.</summary>
    public DdCommand To(string disk) => Output.StartsWith("/dev/", StringComparison.Ordinal) ? this with { Output = disk } : this;

    public override string ToString() =>
        string.Join(' ', ["dd", $"if={Input}", $"of={Output}", $"bs={Size(BlockSize)}", $"count={Count}", .. Place, .. Flags]);

    private ImmutableArray<string> Place => Seek == 0 ? [] : [$"seek={Seek}"];

    private static string Size(long bytes) =>
        bytes % (1 << 20) == 0 ? $"{bytes >> 20}M" : bytes.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text, string value, long least = 1)
    {
        var hasUnit = value.Length > 0 && Units.ContainsKey(value[^1]);
        var (digits, unit) = hasUnit ? (value[..^1], Units[value[^1]]) : (value, 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= long.MaxValue / unit
            ? number * unit
            : throw Wrong(text, $"'{value}' is not a number of bytes or blocks");
    }

    private static HarnessException Wrong(string text, string why) => new(
        FailureClass.Config,
        $"'{text}' is not a dd command of the form "
        + $"'dd if=FILE of=FILE bs=SIZE count=NUMBER [seek=NUMBER] [skip=NUMBER] [conv=…] [iflag=…] [oflag=…]': {why}");
}
