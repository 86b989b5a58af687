using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.FcFabric.Links;

namespace TestHarness.FcFabric;

/// <summary>
/// The command line: <c>-pidfile FILE -control SOCKET -log FILE</c>, and for each host <c>-port NAME SOCKET HOST-SOCKET</c>.
/// </summary>
internal sealed record Arguments(string ProcessIdFile, string Control, string Log, ImmutableArray<LinkEnds> Ports)
{
    /// <summary>Reads the command line.</summary>
    /// <exception cref="HarnessException">Class config: the words are not such a command line.</exception>
    public static Arguments Parse(ReadOnlySpan<string> words)
    {
        var parsed = new Arguments("", "", "", []);
        for (var rest = words; rest.Length > 0;)
        {
            (parsed, var count) = rest switch
            {
                ["-pidfile", var file, ..] => (parsed with { ProcessIdFile = file }, 2),
                ["-control", var socket, ..] => (parsed with { Control = socket }, 2),
                ["-log", var file, ..] => (parsed with { Log = file }, 2),
                ["-port", var name, var local, var remote, ..] =>
                    (parsed with { Ports = parsed.Ports.Add(new LinkEnds(name, local, remote)) }, 4),
                _ => throw new HarnessException(FailureClass.Config, $"the fabric does not understand '{rest[0]}'"),
            };
            rest = rest[count..];
        }

        return parsed is { ProcessIdFile: "" } or { Control: "" } or { Log: "" } or { Ports: [] }
            ? throw new HarnessException(
                FailureClass.Config,
                "usage: -pidfile FILE -control SOCKET -log FILE, and for each host -port NAME SOCKET HOST-SOCKET")
            : parsed;
    }
}
