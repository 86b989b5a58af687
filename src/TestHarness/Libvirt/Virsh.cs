using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Libvirt;

/// <summary>libvirt's virsh on a host, connected to <c>qemu:///system</c>.</summary>
public sealed partial class Virsh(IHost host)
{
    private static readonly string[] Connection = ["-c", "qemu:///system"];

    /// <summary>
    /// virsh opens its file argument by name, which fails when standard input is a socket: cat makes it a pipe.
    /// </summary>
    private const string FromInput = """cat | virsh "$@" /dev/stdin""";

    private Version? _version;

    /// <summary>The host on which virsh runs.</summary>
    public IHost Host => host;

    /// <summary>Reads the version of the daemon, which decides which features there are.</summary>
    /// <exception cref="HarnessException">Class preflight: libvirt does not run, or its version cannot be read.</exception>
    public async Task<Version> VersionAsync(CancellationToken cancellationToken = default)
    {
        if (_version is null)
        {
            var output = await RunAsync(FailureClass.Preflight, ["version", "--daemon"], cancellationToken);
            _version = ReadVersion(output) ?? throw new HarnessException(
                FailureClass.Preflight,
                $"expected the version of libvirt from 'virsh version --daemon' on {host.Name}, found: {output.Trim()}");
        }

        return _version;
    }

    /// <summary>Runs a command that changes something, with <c>-q</c>, which leaves out text for people.</summary>
    /// <returns>The standard output.</returns>
    /// <exception cref="HarnessException">Class provision: virsh failed; the message has virsh's output.</exception>
    public Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(FailureClass.Provision, ["-q", .. arguments], cancellationToken);

    /// <inheritdoc cref="RunAsync(IEnumerable{string}, CancellationToken)"/>
    public async Task<string> RunAsync(
        IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        string[] words = ["-q", .. arguments];
        return await RunAsync(FailureClass.Provision, words, ToCommand(words).WithTimeout(timeout), cancellationToken);
    }

    /// <summary>Runs a command that changes nothing.</summary>
    /// <exception cref="HarnessException">Class preflight: virsh failed; the message has virsh's output.</exception>
    public Task<string> LookAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(FailureClass.Preflight, ["-q", .. arguments], cancellationToken);

    /// <summary>
    /// Runs a command whose file argument is the document. It runs without <c>-q</c>: virsh prints the name of the made object
    /// only then.
    /// </summary>
    /// <exception cref="HarnessException">Class provision: virsh failed; the message has virsh's output.</exception>
    public async Task<string> RunWithAsync(XElement document, string command, CancellationToken cancellationToken = default)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(document.ToString()));
        var shell = InEnglish(Command.Shell(FromInput, [.. Connection, command]).WithStandardInput(input));
        return Answer(await host.RunAsync(shell, cancellationToken), FailureClass.Provision, command, document);
    }

    internal static Version? ReadVersion(string text)
    {
        var found = DaemonVersion().Match(text) is { Success: true } daemon ? daemon : LibraryVersion().Match(text);
        return found.Success ? Version.Parse(found.Groups[1].Value) : null;
    }

    private Task<string> RunAsync(FailureClass failureClass, string[] arguments, CancellationToken cancellationToken) =>
        RunAsync(failureClass, arguments, ToCommand(arguments), cancellationToken);

    private async Task<string> RunAsync(
        FailureClass failureClass, string[] arguments, Command command, CancellationToken cancellationToken)
    {
        var asTyped = ShellQuote.Join(arguments.Where(argument => argument != "-q"));
        return Answer(await host.RunAsync(command, cancellationToken), failureClass, asTyped, null);
    }

    private string Answer(CommandResult result, FailureClass failureClass, string asTyped, XElement? document)
    {
        if (result.Succeeded)
            return result.StandardOutput;

        var output = result.StandardError.Trim() is { Length: > 0 } text ? text.ReplaceLineEndings("; ") : "it printed no error";
        var input = document is null ? "" : $"; the document was {document.ToString(SaveOptions.DisableFormatting)}";
        throw new HarnessException(
            failureClass,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'virsh {asTyped}' on {host.Name} exited with {result.ExitCode}: {output}{input}"));
    }

    private static Command ToCommand(string[] arguments) => InEnglish(new Command("virsh", [.. Connection, .. arguments]));

    private static Command InEnglish(Command command) => command.WithEnvironment("LC_ALL", "C");

    [GeneratedRegex(@"^Running against daemon: (\d+\.\d+\.\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex DaemonVersion();

    [GeneratedRegex(@"^Using library: libvirt (\d+\.\d+\.\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex LibraryVersion();
}
