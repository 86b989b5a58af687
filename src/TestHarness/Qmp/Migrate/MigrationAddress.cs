namespace TestHarness.Qmp.Migrate;

/// <summary>A socket on which an incoming QEMU listens.</summary>
/// <param name="Type">inet, unix, vsock or fd.</param>
/// <remarks>Source: SocketAddress in QEMU qapi/sockets.json.</remarks>
public sealed record MigrationAddress(string Type, string? Host, string? Port, string? Path, string? Cid, string? Str)
{
    /// <summary>Returns the URI by which a source reaches the socket.</summary>
    /// <param name="host">
    /// The name or address by which the source knows the destination's host. Null for the address that QEMU reported, which is
    /// the wildcard address when QEMU listens on all addresses.
    /// </param>
    public string ToUri(string? host = null) => Type switch
    {
        "inet" => $"tcp:{Bracketed(host ?? Host ?? "")}:{Port}",
        "unix" => $"unix:{Path}",
        "vsock" => $"vsock:{Cid}:{Port}",
        _ => $"{Type}:{Str}",
    };

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
