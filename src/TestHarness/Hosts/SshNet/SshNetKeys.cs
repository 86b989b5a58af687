using System.Collections.Immutable;
using Renci.SshNet;

namespace TestHarness.Hosts.SshNet;

/// <summary>The private keys that SSH.NET logs in with.</summary>
/// <param name="Refusals">
/// Why key files that exist are not among them; a key with a passphrase is one, as nobody is there to type it.
/// </param>
internal sealed record SshNetKeys(ImmutableArray<PrivateKeyFile> Usable, ImmutableArray<string> Refusals)
{
    public static SshNetKeys Load(IEnumerable<string> paths)
    {
        var keys = ImmutableArray.CreateBuilder<PrivateKeyFile>();
        var refusals = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths.Where(File.Exists))
        {
            try
            {
                keys.Add(new PrivateKeyFile(path));
            }
            catch (Exception exception)
            {
                // A damaged file makes SSH.NET's parser throw exceptions of any kind.
                refusals.Add($"SSH.NET cannot read key file {path}: {FirstLine(exception.Message)}");
            }
        }

        return new(keys.ToImmutable(), refusals.ToImmutable());
    }

    /// <summary>Returns whether one of the keys has this public key.</summary>
    /// <param name="blob">The public key in base64.</param>
    public bool Has(string blob) =>
        Usable.Any(key => key.HostKeyAlgorithms.Any(algorithm => Convert.ToBase64String(algorithm.Data) == blob));

    public AuthenticationMethod Method(string user) => new PrivateKeyAuthenticationMethod(user, [.. Usable]);

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
