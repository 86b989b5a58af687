namespace TestHarness.Hosts.Ssh;

/// <summary>A public key, as in a line of <c>ssh-add -L</c> or of a .pub file.</summary>
/// <param name="Blob">The key in base64.</param>
internal sealed record SshPublicKey(string Type, string Blob, string Comment)
{
    /// <summary>Parses a line; returns null when it is not a public key.</summary>
    public static SshPublicKey? Parse(string line) =>
        line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var type, var blob, .. var comment]
            ? new(type, blob, string.Concat(comment).Trim())
            : null;
}
