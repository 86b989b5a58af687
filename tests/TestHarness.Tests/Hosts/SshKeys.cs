using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts;

/// <summary>Makes key files as users have them.</summary>
internal static class SshKeys
{
    public static Task GenerateAsync(string path, string type = "ed25519", string passphrase = "") =>
        RunAsync("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", Path.GetFileName(path), "-f", path);

    /// <summary>Signs a user's key: the certificate is beside it, as PATH-cert.pub.</summary>
    public static Task SignAsync(string path, string authority) =>
        RunAsync("ssh-keygen", "-q", "-s", authority, "-I", "test", "-n", Environment.UserName, $"{path}.pub");

    public static async Task<string> RunAsync(params string[] words)
    {
        await using var host = new LocalHost("this machine");
        var result = await host.RunAsync(new Command(words[0], words.Skip(1)));
        return result.OrThrow(FailureClass.Provision).StandardOutput;
    }
}
