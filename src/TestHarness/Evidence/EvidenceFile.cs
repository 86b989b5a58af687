using System.Globalization;

namespace TestHarness.Evidence;

/// <summary>The facts about a file of evidence.</summary>
/// <param name="Number">The file's place in the order in which the files were made.</param>
/// <param name="Bytes">The number of bytes of the file; while it is open, the largest number that it may get.</param>
internal sealed record EvidenceFile(int Number, Attachment Attachment, long Bytes)
{
    /// <summary>Whether another program writes the file.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The number of bytes that were omitted.</summary>
    public long Cut { get; init; }

    /// <summary>The reason why the file could not be written; null when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether nothing of the file is missing.</summary>
    public bool IsWhole => Cut == 0 && Failure is null;

    /// <summary>Describes for a person what is missing of the file.</summary>
    public string Describe()
    {
        var cut = string.Create(
            CultureInfo.InvariantCulture, $"{Cut} of {Bytes + Cut} bytes were left out, as a limit was reached");
        return $"{Attachment.Name}: {(Failure is null ? cut : $"could not be written: {Failure}")}";
    }
}
