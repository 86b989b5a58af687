using System.Text;

namespace TestHarness.Hosts.Ssh;

/// <summary>
/// Writes a command for the login shell of a host, which sshd runs with <c>-c</c> and which may be csh or fish. They do not read
/// quotes as a POSIX shell does: csh expands <c>!</c> and refuses line feeds within them, and fish obeys backslashes.
/// </summary>
internal static class LoginShell
{
    /// <summary>
    /// Returns a command line that is the same in all login shells: <c>sh</c> decodes the words, and is replaced by their
    /// program.
    /// </summary>
    public static string Line(IEnumerable<string> words) =>
        "exec sh -c 'eval \"$(echo $0 | base64 -d)\"' "
        + Convert.ToBase64String(Encoding.UTF8.GetBytes($"exec {ShellQuote.Join(words)}"));
}
