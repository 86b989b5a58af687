namespace TestHarness.Scenarios.Features.Limits;

/// <summary>The check for what would cost the parser memory or time, before the parser reads the text.</summary>
internal sealed class FeatureTextCheck(FeatureLimits limits)
{
    private const string Split = "split the file";

    /// <summary>Finds the first limit that the text exceeds.</summary>
    /// <returns>The error; null when there is none.</returns>
    public ParseError? Find(string text)
    {
        var (line, cells, tags) = (0, 0, 0);
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } read)
        {
            line++;
            var start = read.AsSpan().TrimStart();
            cells += start.StartsWith('|') ? start.Count('|') : 0;
            tags += start.StartsWith('@') ? start.Count('@') : 0;
            if (Exceeded(line, read.Length, cells, tags) is { } error)
                return error;
        }

        return null;
    }

    private ParseError? Exceeded(int line, int length, int cells, int tags)
    {
        if (line > limits.Lines)
            return LimitError.Of(line, 1, "lines in a feature file", line, limits.Lines, Split);
        if (length > limits.LineLength)
            return LimitError.Of(line, 1, "characters in a line", length, limits.LineLength, "write several lines");
        if (cells > limits.FileCells)
            return LimitError.Of(line, 1, "table cells in a feature file", cells, limits.FileCells, Split);
        return tags > limits.FileTags ? LimitError.Of(line, 1, "tags in a feature file", tags, limits.FileTags, Split) : null;
    }
}
