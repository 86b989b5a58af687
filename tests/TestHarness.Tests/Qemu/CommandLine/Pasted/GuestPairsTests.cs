using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Pasted;

namespace TestHarness.Tests.Qemu.CommandLine.Pasted;

[Parallelizable(ParallelScope.All)]
internal sealed class GuestPairsTests
{
    private const string Options = "-machine q35 -m 2G -smp 2 -device virtio-scsi-pci,id=scsi0";

    [Test]
    public void A_destination_is_paired_with_the_source_of_its_name() => Assert.That(
        Pairs($"qemu-kvm -name a {Options}\nqemu-kvm -name b {Options}\nqemu-kvm -name a {Options} -incoming defer\n"),
        Is.EqualTo(["1 3", "2 -"]));

    [Test]
    public void A_destination_of_another_name_is_paired_with_the_source_of_the_same_words() => Assert.That(
        Pairs($"qemu-kvm -name src {Options}\nqemu-kvm -name dst {Options} -incoming defer\n"), Is.EqualTo(["1 2"]));

    [Test]
    public void A_destination_is_paired_with_a_source_before_it_rather_than_with_one_after_it() => Assert.That(
        Pairs($"qemu-kvm -name vm1 {Options}\nqemu-kvm -name vm2 {Options} -incoming defer\nqemu-kvm -name vm2 {Options}\n"),
        Is.EqualTo(["1 2", "3 -"]));

    [Test]
    public void Guests_with_other_words_are_not_paired() => Assert.That(
        Pairs($"qemu-kvm -name a {Options}\nqemu-kvm -name b -M pc -m 1G -incoming defer\n"), Is.EqualTo(["1 -", "2 2"]));

    [Test]
    public void A_destination_without_a_source_is_the_guest() =>
        Assert.That(Paste.Read("qemu-kvm -m 1G -incoming tcp:0:4444").RequireOne().Incoming, Is.EqualTo("tcp:0:4444"));

    [Test]
    public void More_than_200_command_lines_are_refused() => Assert.That(
        () => Paste.Read(string.Concat(Enumerable.Repeat("qemu-kvm -m 1G\n", 201))),
        Throws.TypeOf<HarnessException>().With.Message.Contains("more than 200 command lines"));

    private static IEnumerable<string> Pairs(string text) =>
        Paste.Read(text).Guests.Select(guest => $"{guest.Source.Line} {guest.Destination?.Line.ToString() ?? "-"}");
}
