using System.Collections.Immutable;
using Renci.SshNet;

namespace TestHarness.Hosts.SshNet;

/// <summary>The private keys with which SSH.NET logs in.</summary>
/// <param name="Refusals">
/// The reasons why existing key files are not usable, for example a passphrase, which nobody is there to type.
/// </param>
internal sealed record SshNetKeys(ImmutableArray<PrivateKeyFile> Usable, ImmutableArray<string> Refusals)
{
    /// <summary>Loads the key files that exist.</summary>
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

    /// <summary>Makes the login of a user with the usable keys.</summary>
    public AuthenticationMethod Method(string user) => new PrivateKeyAuthenticationMethod(user, [.. Usable]);

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
