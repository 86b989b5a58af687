using System.Text.Json;
using System.Text.Json.Serialization;

namespace TestHarness.VirtualLab.Machines;

/// <summary>What is known of a host that came up; a host without it is half-made and is ended by the next up or down.</summary>
/// <param name="SnapshotKey">The hash of all that the host was started with.</param>
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

    /// <returns>Null where there is none, or one that this version of the harness cannot read.</returns>
    public static async Task<LabHostRecord?> ReadAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(folder.Record);
            return await JsonSerializer.DeserializeAsync<LabHostRecord>(file, Options, cancellationToken);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whoever reads meanwhile reads the old one or the new one, whole.</summary>
    public async Task WriteAsync(LabHostFolder folder, CancellationToken cancellationToken)
    {
        var part = $"{folder.Record}.part";
        await File.WriteAllBytesAsync(part, JsonSerializer.SerializeToUtf8Bytes(this, Options), cancellationToken);
        File.Move(part, folder.Record, overwrite: true);
    }
}
