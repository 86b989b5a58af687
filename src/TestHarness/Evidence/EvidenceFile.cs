using System.Globalization;

namespace TestHarness.Evidence;

/// <summary>What is known of a file of evidence.</summary>
/// <param name="Number">Its place in the order in which the files were made.</param>
/// <param name="Bytes">How many bytes it has; as long as it is open, how many it may get.</param>
internal sealed record EvidenceFile(int Number, Attachment Attachment, long Bytes)
{
    /// <summary>Whether another program writes it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>How many bytes were left out.</summary>
    public long Cut { get; init; }

    /// <summary>Why it could not be written; null when it was.</summary>
    public string? Failure { get; init; }

    public bool IsWhole => Cut == 0 && Failure is null;

    /// <summary>What of it is missing, for a person.</summary>
    public string Describe()
    {
        var cut = string.Create(
            CultureInfo.InvariantCulture, $"{Cut} of {Bytes + Cut} bytes were left out, as a limit was reached");
        return $"{Attachment.Name}: {(Failure is null ? cut : $"could not be written: {Failure}")}";
    }
}
