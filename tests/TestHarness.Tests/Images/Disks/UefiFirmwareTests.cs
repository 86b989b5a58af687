using TestHarness.Images.Disks;

namespace TestHarness.Tests.Images.Disks;

public sealed class UefiFirmwareTests
{
    /// <summary>As Debian's package ovmf has it, without what is not read.</summary>
    private const string Debian = """
        { "description": "UEFI firmware for x86_64", "interface-types": [ "uefi" ],
          "mapping": { "device": "flash", "executable": { "filename": "/usr/share/OVMF/OVMF_CODE_4M.fd", "format": "raw" },
            "nvram-template": { "filename": "/usr/share/OVMF/OVMF_VARS_4M.fd", "format": "raw" } },
          "targets": [ { "architecture": "x86_64", "machines": [ "pc-i440fx-*", "pc-q35-*" ] } ],
          "features": [ "acpi-s3", "amd-sev", "verbose-dynamic" ], "tags": [] }
        """;

    [Test]
    public void A_firmware_for_q35_has_its_program_and_its_variables() => Assert.That(
        UefiFirmware.Read(Debian),
        Is.EqualTo(new UefiFirmware("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd")));

    [TestCase("\"acpi-s3\"", "\"requires-smm\"")]
    [TestCase("\"uefi\"", "\"bios\"")]
    [TestCase("\"flash\"", "\"memory\"")]
    [TestCase("x86_64\", \"machines", "aarch64\", \"machines")]
    [TestCase("pc-q35-*", "virt-*")]
    [TestCase("nvram-template", "other")]
    [TestCase("}", "")]
    public void A_firmware_that_a_plain_machine_cannot_use_is_left_out(string part, string other) =>
        Assert.That(UefiFirmware.Read(Debian.Replace(part, other, StringComparison.Ordinal)), Is.Null);
}
