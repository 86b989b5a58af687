using System.Collections.Immutable;

namespace TestHarness.FcFabric.Control;

/// <summary>A port as the fabric sees it. WWNs are 16 hexadecimal digits, N_Port IDs 6.</summary>
/// <param name="Host">The host; null for a vHBA that the fabric does not admit.</param>
/// <param name="Parent">The WWPN of a vHBA's HBA; null for an HBA.</param>
/// <param name="FramesIn">The FCoE frames that the port received, from other ports and the fabric.</param>
/// <param name="BytesIn">The bytes of these frames, with their Ethernet headers.</param>
/// <param name="Discards">The dropped frames from or to the host's link.</param>
public sealed record PortStatus(
    string? Host,
    PortState State,
    string? Wwpn = null,
    string? Wwnn = null,
    string? Id = null,
    string? Mac = null,
    string? Parent = null,
    long FramesIn = 0,
    long FramesOut = 0,
    long BytesIn = 0,
    long BytesOut = 0,
    long Discards = 0);

/// <summary>The state of a port.</summary>
public enum PortState
{
    /// <summary>No port has logged in by this host's link.</summary>
    Offline,

    /// <summary>A command has taken the link down.</summary>
    Down,

    /// <summary>The port has logged in, but has not yet asked for state changes, the last step before it is online.</summary>
    LoggedIn,

    /// <summary>The port is online.</summary>
    Online,
}

/// <summary>The zones of the fabric.</summary>
/// <param name="Active">The zones in force; null when all ports see one another.</param>
public sealed record ZoningStatus(
    ImmutableSortedDictionary<string,
    ImmutableArray<string>> Defined,
    ImmutableSortedDictionary<string,
    ImmutableArray<string>>? Active);

/// <summary>A capture that has ended.</summary>
/// <param name="Frames">The number of frames in the file.</param>
/// <param name="Missed">The number of frames that came after the file was full.</param>
public sealed record CaptureStatus(string File, long Frames, long Missed);
