using System.Security.Cryptography;
using System.Text;
using TestHarness.Qemu.Capabilities;
using TestHarness.Qemu.CommandLine;

namespace TestHarness.Guests.Templates;

/// <summary>Makes the key of a template: two guests that differ in any part of it have different templates.</summary>
public static class TemplateKey
{
    /// <summary>Returns the key.</summary>
    /// <param name="qemu">The QEMU, whose fingerprint changes with the file, and when the host boots.</param>
    /// <param name="image">The content of the guest's image.</param>
    /// <param name="disk">
    /// The path of the guest's disk, and the identity of the disk, which takes the path's place in the key.
    /// </param>
    /// <param name="directory">The scenario's directory, whose name differs in every scenario.</param>
    /// <returns>24 hexadecimal digits.</returns>
    public static string Of(
        QemuBinary qemu, string image, QemuCommandLine commandLine, (string Path, string Identity) disk, string directory)
    {
        var words = commandLine.ToArguments().Select(word => word
            .Replace(disk.Path, disk.Identity, StringComparison.Ordinal)
            .Replace(directory, "", StringComparison.Ordinal));
        var text = string.Join('\0', [qemu.Fingerprint, image, .. words]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
    }
}
