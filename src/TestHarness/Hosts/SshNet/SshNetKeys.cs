using System.Collections.Immutable;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace TestHarness.Hosts.SshNet;

/// <summary>The keys that can be used: those with a passphrase cannot, as there is nobody to type it and SSH.NET asks no agent.</summary>
/// <param name="Refusals">What the OpenSSH client would say of the others.</param>
internal sealed record SshNetKeys(ImmutableArray<IPrivateKeySource> Usable, ImmutableArray<string> Refusals)
{
    public static SshNetKeys Load(IEnumerable<string> paths)
    {
        var keys = ImmutableArray.CreateBuilder<IPrivateKeySource>();
        var refusals = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths)
        {
            try
            {
                keys.Add(new PrivateKeyFile(path));
            }
            catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
            {
                refusals.Add($"no such identity: {path}: No such file or directory");
            }
            catch (Exception failure) when (failure is SshException or IOException or UnauthorizedAccessException or FormatException)
            {
                refusals.Add($"Load key \"{path}\": {failure.Message}");
            }
        }

        return new(keys.ToImmutable(), refusals.ToImmutable());
    }

    public AuthenticationMethod Method(string user) =>
        Usable.IsEmpty ? new NoneAuthenticationMethod(user) : new PrivateKeyAuthenticationMethod(user, [.. Usable]);
}
