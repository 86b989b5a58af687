using System.Text;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines;

/// <summary>The path of a Unix socket.</summary>
internal static class SocketPath
{
    /// <summary>The largest length in bytes: sun_path of unix(7), without its last NUL.</summary>
    private const int Longest = 107;

    /// <summary>Returns a path that is short enough.</summary>
    /// <exception cref="HarnessException">Class config: the path is too long.</exception>
    public static string Checked(string path) => Encoding.UTF8.GetByteCount(path) <= Longest
        ? path
        : throw new HarnessException(
            FailureClass.Config,
            $"'{path}' is too long for a Unix socket, which takes {Longest} bytes: set XDG_STATE_HOME to a shorter path");
}
