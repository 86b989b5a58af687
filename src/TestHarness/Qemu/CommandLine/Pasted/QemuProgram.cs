using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Pasted;

/// <summary>Recognises the word of a line that is QEMU's program.</summary>
internal static partial class QemuProgram
{
    /// <summary>Returns whether a word is the path or the name of a QEMU that runs machines.</summary>
    public static bool IsOne(string word) => Program().IsMatch(word) && !OtherFile().IsMatch(word);

    /// <summary>Returns whether a word names QEMU beyond doubt; <c>kvm</c> and <c>qemu</c> are words of prose too.</summary>
    public static bool IsCertain(string word) =>
        word.Contains('/', StringComparison.Ordinal) || word.StartsWith("qemu-", StringComparison.Ordinal);

    /// <summary>Restores the first character of a program, which a copied line often loses.</summary>
    public static string WithLeadingSlash(string program) =>
        program.StartsWith("usr/", StringComparison.Ordinal) ? $"/{program}" : program;

    [GeneratedRegex(@"\A(?:[^\s'""`=]*/)?(?:qemu-system-\w[\w.-]*|qemu-kvm[\w.-]*|kvm(?:-spice)?|qemu|QEMU)\z")]
    private static partial Regex Program();

    [GeneratedRegex(@"\.(?:log|pid|sh|conf|cfg|rpm|img|qcow2|txt|service|spec|c|py|xml|html?|el\d\S*)\z|\A[^/]*kvm-\d")]
    private static partial Regex OtherFile();
}
