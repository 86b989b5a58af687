using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace TestHarness.Hosts.SshNet;

/// <summary>The host keys that known_hosts files have for a name (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").</summary>
internal sealed class KnownHosts
{
    private const string Authority = "@cert-authority";

    private readonly ImmutableArray<Entry> _entries;

    private KnownHosts(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>The types of the keys that are trusted.</summary>
    public IEnumerable<string> KeyTypes => _entries.Where(entry => entry.Marker.Length == 0).Select(entry => entry.KeyType);

    /// <summary>Whether certificates are trusted for the name.</summary>
    public bool HasAuthority => _entries.Any(entry => entry.Marker == Authority);

    /// <summary>Reads the entries of a name from the files that exist.</summary>
    public static KnownHosts Read(IEnumerable<string> files, string name) =>
        new([.. files.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(Entry.Parse).OfType<Entry>().Where(entry => entry.IsOf(name))]);

    /// <summary>Returns whether the key is known and not revoked.</summary>
    public bool Trusts(byte[] key) => Has(key, "") && !Has(key, "@revoked");

    /// <summary>Returns whether another key is known, or this key is revoked.</summary>
    public bool Contradicts(byte[] key) => !Trusts(key) && _entries.Length > 0;

    private bool Has(byte[] key, string marker) =>
        _entries.Any(entry => entry.Marker == marker && entry.Key == Convert.ToBase64String(key));

    private sealed record Entry(string Marker, string Hosts, string KeyType, string Key)
    {
        public static Entry? Parse(string line)
        {
            var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var marker = fields is [['@', ..], ..] ? fields[0] : "";
            return marker is "" or "@revoked" or Authority
                && fields[(marker.Length > 0 ? 1 : 0)..] is [var hosts and not ['#', ..], var type, var key, ..]
                ? new Entry(marker, hosts, type, key)
                : null;
        }

        public bool IsOf(string name)
        {
            if (Hosts.StartsWith("|1|", StringComparison.Ordinal))
                return IsHashOf(name);

            var patterns = Hosts.Split(',');
            return patterns.Any(pattern => Matches(pattern, name))
                && !patterns.Any(pattern => pattern.StartsWith('!') && Matches(pattern[1..], name));
        }

        private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(
            pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name, ignoreCase: true);

        // The format of known_hosts prescribes SHA-1.
        private bool IsHashOf(string name)
        {
            var salt = new byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350
            return Hosts.Split('|') is [_, _, var text, var hash]
                && Convert.TryFromBase64String(text, salt, out var length)
                && Convert.ToBase64String(HMACSHA1.HashData(salt.AsSpan(0, length), NameBytes(name))) == hash;
#pragma warning restore CA5350
        }

        private static byte[] NameBytes(string name) => Encoding.UTF8.GetBytes(name.ToLowerInvariant());
    }
}
