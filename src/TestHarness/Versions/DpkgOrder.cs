namespace TestHarness.Versions;

/// <summary>
/// The order of dpkg: runs of other characters and runs of digits are compared in turn. In the former <c>~</c> is older than the
/// end, the end is older than letters, and letters are older than all other characters.
/// </summary>
internal sealed class DpkgOrder : VersionOrder
{
    private const int AfterLetters = 0x10000;

    /// <inheritdoc/>
    protected override int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty || !right.IsEmpty)
        {
            while (HasOther(left) || HasOther(right))
            {
                if (Rank(left).CompareTo(Rank(right)) is not 0 and var difference)
                    return difference;
                left = left[1..];
                right = right[1..];
            }

            if (CompareNumbers(TakeDigits(ref left), TakeDigits(ref right)) is not 0 and var numbers)
                return numbers;
        }

        return 0;
    }

    private static bool HasOther(ReadOnlySpan<char> text) => !text.IsEmpty && !char.IsAsciiDigit(text[0]);

    private static int Rank(ReadOnlySpan<char> text) => text switch
    {
        [] => 0,
        ['~', ..] => -1,
        [var digit, ..] when char.IsAsciiDigit(digit) => 0,
        [var letter, ..] when char.IsAsciiLetter(letter) => letter,
        [var other, ..] => other + AfterLetters,
    };

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
            length++;
        var digits = text[..length];
        text = text[length..];
        return digits;
    }
}
