using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Recognises a word without an option that QEMU should read as a disk image.</summary>
internal static partial class DiskImage
{
    /// <summary>Returns whether a word is the path or the name of an image.</summary>
    public static bool IsOne(string word) => Image().IsMatch(word);

    [GeneratedRegex(@"\A(?!-)(?:\S*\.(?:img|qcow2?|raw|iso|vmdk|vdi|qed|vhdx?|cow|dsk|disk)|/\S+|\.{1,2}/\S+|\w+://\S+)\z")]
    private static partial Regex Image();
}
