using System.Text;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines;

internal static class SocketPath
{
    /// <summary>sun_path of unix(7), without its last NUL.</summary>
    private const int Longest = 107;

    /// <exception cref="HarnessException">It is too long (class config).</exception>
    public static string Checked(string path) => Encoding.UTF8.GetByteCount(path) <= Longest
        ? path
        : throw new HarnessException(
            FailureClass.Config, $"'{path}' is too long for a Unix socket, which takes {Longest} bytes: set XDG_STATE_HOME to a shorter path");
}
