using System.Collections.Immutable;

namespace TestHarness.FcFabric.Control;

/// <summary>A port as the fabric sees it. WWNs are 16 hexadecimal digits, N_Port IDs 6.</summary>
/// <param name="Host">Null of a vHBA that is kept out.</param>
/// <param name="Parent">The WWPN of a vHBA's HBA.</param>
/// <param name="FramesIn">FCoE frames that the port got, from other ports and the fabric.</param>
/// <param name="BytesIn">Of these frames, with their Ethernet headers.</param>
/// <param name="Discards">Frames by or for the host's link that were dropped.</param>
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

public enum PortState
{
    /// <summary>Nobody has logged in by this host's link.</summary>
    Offline,

    /// <summary>Taken down on command.</summary>
    Down,

    /// <summary>Logged in, but has not yet asked for state changes, the last step of coming online.</summary>
    LoggedIn,

    Online,
}

/// <param name="Active">The zones in force; null where all ports see one another.</param>
public sealed record ZoningStatus(
    ImmutableSortedDictionary<string, ImmutableArray<string>> Defined, ImmutableSortedDictionary<string, ImmutableArray<string>>? Active);

/// <summary>A capture that has ended.</summary>
/// <param name="Frames">That are in the file.</param>
/// <param name="Missed">That came after the file was full.</param>
public sealed record CaptureStatus(string File, long Frames, long Missed);
