using System.Net;

namespace TestHarness.Qemu.CommandLine;

/// <summary>The end points by which the harness reaches a guest; null removes one that the command line has.</summary>
/// <param name="Vnc">A display of <c>-vnc</c>, as in <c>:6</c> or <c>unix:/path</c>.</param>
public sealed record GuestEndPoints(EndPoint? Qmp = null, EndPoint? Serial = null, string? Vnc = null);
