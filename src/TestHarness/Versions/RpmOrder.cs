namespace TestHarness.Versions;

/// <summary>
/// The order of RPM: runs of digits and runs of letters are compared one after the other, and what separates them is ignored.
/// <c>~</c> is older than the end of the version, and <c>^</c> is newer than it.
/// </summary>
internal sealed class RpmOrder : VersionOrder
{
    /// <inheritdoc/>
    protected override int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = WithoutSeparators(left);
            right = WithoutSeparators(right);
            var first = left.IsEmpty ? '\0' : left[0];
            var second = right.IsEmpty ? '\0' : right[0];
            if (first is '~' or '^' || second is '~' or '^')
            {
                if (first != second)
                    return Rank(first).CompareTo(Rank(second));
                left = left[1..];
                right = right[1..];
            }
            else if (left.IsEmpty || right.IsEmpty)
            {
                return left.Length.CompareTo(right.Length);
            }
            else if (CompareRuns(ref left, ref right) is not 0 and var difference)
            {
                return difference;
            }
        }
    }

    /// <summary>Returns the rank of the next character where one of both versions has <c>~</c> or <c>^</c>.</summary>
    private static int Rank(char next) => next switch
    {
        '~' => 0,
        '\0' => 1,
        '^' => 2,
        _ => 3,
    };

    /// <summary>Compares the next run of both versions, and removes it from them. Digits are newer than letters.</summary>
    private static int CompareRuns(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var isNumber = char.IsAsciiDigit(left[0]);
        if (char.IsAsciiDigit(right[0]) != isNumber)
            return isNumber ? 1 : -1;
        var first = TakeRun(ref left, isNumber);
        var second = TakeRun(ref right, isNumber);
        return isNumber ? CompareNumbers(first, second) : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> TakeRun(ref ReadOnlySpan<char> text, bool isNumber)
    {
        var length = 0;
        while (length < text.Length && (isNumber ? char.IsAsciiDigit(text[length]) : char.IsAsciiLetter(text[length])))
            length++;
        var run = text[..length];
        text = text[length..];
        return run;
    }

    private static ReadOnlySpan<char> WithoutSeparators(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsAsciiLetterOrDigit(text[start]) && text[start] is not ('~' or '^'))
            start++;
        return text[start..];
    }
}
