using System.Text.RegularExpressions;
using TestHarness.Failures;
using TestHarness.Guests.Console;
using TestHarness.Qemu.Machines;

namespace TestHarness.Guests.Access;

/// <summary>A login with a password on the first serial port. A user other than root becomes root by sudo.</summary>
public sealed partial record SerialAccess(string User, string Password) : GuestAccess
{
    /// <summary>The prompt of sudo for the password.</summary>
    private const string SudoPrompt = "th-sudo:";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public override async Task<GuestSession> EnterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await console.WaitForAsync(Login(), 0, timeout, "waiting for a login on the serial port", cancellationToken);
        await AnswerAsync(console, User, PasswordPrompt(), "waiting for the question for a password", cancellationToken);
        await AnswerAsync(console, Password, ShellPrompt(), $"logging in as {User}", cancellationToken);
        if (User != "root")
            await BecomeRootAsync(console, cancellationToken);
        return await ConsoleShell.TakeOverAsync(console, cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<GuestSession> ReenterAsync(
        QemuMachine machine, SerialConsole console, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Task.FromResult<GuestSession>(ConsoleShell.OfTakenOver(console));

    /// <summary>Starts a shell of root, and gives sudo the password when it asks for one.</summary>
    private async Task BecomeRootAsync(SerialConsole console, CancellationToken cancellationToken)
    {
        var position = console.Position;
        await AnswerAsync(
            console,
            $"exec sudo -p '{SudoPrompt}' sh -c 'echo th-root; exec sh'",
            SudoAnswer(),
            "becoming root by sudo",
            cancellationToken);
        if (!Root().IsMatch(console.TextFrom(position)))
            await AnswerAsync(console, Password, Root(), "becoming root by sudo", cancellationToken);
    }

    /// <summary>Sends a line and waits for what the guest prints then.</summary>
    /// <exception cref="HarnessException">
    /// Class guest-health: the guest refused the login, or did not answer; the message has the console's last lines.
    /// </exception>
    private static async Task AnswerAsync(
        SerialConsole console, string line, Regex expected, string situation, CancellationToken cancellationToken)
    {
        var position = console.Position;
        await console.SendAsync($"{line}\n", AnswerTimeout, cancellationToken);
        await console.WaitForAsync(
            new Regex($"{expected}|{Refused()}"), position, AnswerTimeout, situation, cancellationToken);
        if (Refused().IsMatch(console.TextFrom(position)))
            throw console.Failure($"{situation}: the guest refused the login");
    }

    [GeneratedRegex("[^\n]* login: ")]
    private static partial Regex Login();

    [GeneratedRegex("[Pp]assword: ?")]
    private static partial Regex PasswordPrompt();

    [GeneratedRegex(@"[^\n]*[#$%>] ")]
    private static partial Regex ShellPrompt();

    [GeneratedRegex("th-root\r?\n|th-sudo:(?!')")]
    private static partial Regex SudoAnswer();

    [GeneratedRegex("th-root\r?\n")]
    private static partial Regex Root();

    [GeneratedRegex("Login incorrect|Sorry, try again|is not in the sudoers file")]
    private static partial Regex Refused();
}
