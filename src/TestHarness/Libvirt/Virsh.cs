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

    /// <summary>virsh opens the file it is given by name, which fails with a socket as its standard input: cat makes it a pipe.</summary>
    private const string FromInput = """cat | virsh "$@" /dev/stdin""";

    private Version? _version;

    public IHost Host => host;

    /// <summary>The version of the daemon, which is what knows a feature or not.</summary>
    /// <exception cref="HarnessException">Class preflight: libvirt is not running, or its answer is not known.</exception>
    public async Task<Version> VersionAsync(CancellationToken cancellationToken = default)
    {
        if (_version is null)
        {
            var said = await RunAsync(FailureClass.Preflight, ["version", "--daemon"], cancellationToken);
            _version = ReadVersion(said) ?? throw new HarnessException(
                FailureClass.Preflight, $"'virsh version --daemon' on {host.Name} was expected to name the version of libvirt, found: {said.Trim()}");
        }

        return _version;
    }

    /// <summary>Runs a command that changes something; <c>-q</c> leaves out what is for people.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="HarnessException">Class provision: virsh failed; the message has its own words.</exception>
    public Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(FailureClass.Provision, ["-q", .. arguments], cancellationToken);

    /// <inheritdoc cref="RunAsync(IEnumerable{string}, CancellationToken)"/>
    public async Task<string> RunAsync(IEnumerable<string> arguments, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        string[] words = ["-q", .. arguments];
        return await RunAsync(FailureClass.Provision, words, ToCommand(words).WithTimeout(timeout), cancellationToken);
    }

    /// <summary>Runs a command that only looks.</summary>
    /// <exception cref="HarnessException">Class preflight: virsh failed; the message has its own words.</exception>
    public Task<string> LookAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(FailureClass.Preflight, ["-q", .. arguments], cancellationToken);

    /// <summary>Runs a command whose file argument is the document; without <c>-q</c>, as only then it says what was made.</summary>
    /// <exception cref="HarnessException">Class provision: virsh failed; the message has its own words.</exception>
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

    private async Task<string> RunAsync(FailureClass failureClass, string[] arguments, Command command, CancellationToken cancellationToken)
    {
        var asTyped = ShellQuote.Join(arguments.Where(argument => argument != "-q"));
        return Answer(await host.RunAsync(command, cancellationToken), failureClass, asTyped, null);
    }

    private string Answer(CommandResult result, FailureClass failureClass, string asTyped, XElement? document)
    {
        if (result.Succeeded)
            return result.StandardOutput;

        var said = result.StandardError.Trim() is { Length: > 0 } words ? words.ReplaceLineEndings("; ") : "it said nothing";
        var of = document is null ? "" : $"; it was given {document.ToString(SaveOptions.DisableFormatting)}";
        throw new HarnessException(
            failureClass, string.Create(CultureInfo.InvariantCulture, $"'virsh {asTyped}' on {host.Name} exited with {result.ExitCode}: {said}{of}"));
    }

    private static Command ToCommand(string[] arguments) => InEnglish(new Command("virsh", [.. Connection, .. arguments]));

    private static Command InEnglish(Command command) => command.WithEnvironment("LC_ALL", "C");

    [GeneratedRegex(@"^Running against daemon: (\d+\.\d+\.\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex DaemonVersion();

    [GeneratedRegex(@"^Using library: libvirt (\d+\.\d+\.\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex LibraryVersion();
}
