using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The record of a host that came up. A host without a record is incomplete, and the next up or down ends it.</summary>
/// <param name="SnapshotKey">The hash of everything with which the host was started.</param>
internal sealed record LabHostRecord(
    string SnapshotKey,
    string IdentityFile,
    int SshPort,
    DateTimeOffset Since,
    string Accelerator,
    int Memory,
    int Vcpus,
    LabHostOrigin Origin)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads the record of a host.</summary>
    /// <returns>The record; null when there is none, or when this version of the harness cannot read it.</returns>
    public static async Task<LabHostRecord?> ReadAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(folder.Record);
            return await JsonSerializer.DeserializeAsync<LabHostRecord>(file, Options, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record; a reader meanwhile gets the old or the new one, complete.</summary>
    public async Task WriteAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        var part = $"{folder.Record}.part";
        await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(this, Options), cancellationToken);
        File.Move(part, folder.Record, overwrite: true);
    }
}
