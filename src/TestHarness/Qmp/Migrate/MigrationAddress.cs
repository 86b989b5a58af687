namespace TestHarness.Qmp.Migrate;

/// <summary>A socket on which an incoming QEMU listens.</summary>
/// <param name="Type">inet, unix, vsock or fd.</param>
/// <remarks>Source: SocketAddress in QEMU qapi/sockets.json.</remarks>
public sealed record MigrationAddress(string Type, string? Host, string? Port, string? Path, string? Cid, string? Str)
{
    /// <summary>The URI by which a source reaches it.</summary>
    /// <param name="host">The name or address that the source knows the destination's host by; the address QEMU told unless
    /// given, which is the wildcard address where it listens on all.</param>
    public string ToUri(string? host = null) => Type switch
    {
        "inet" => $"tcp:{Bracketed(host ?? Host ?? "")}:{Port}",
        "unix" => $"unix:{Path}",
        "vsock" => $"vsock:{Cid}:{Port}",
        _ => $"{Type}:{Str}",
    };

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
