using FsCheck;
using FsCheck.Fluent;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Npiv.Pools;
using TestHarness.Devices.Vdpa;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Naming;
using TestHarness.GuestPlaces;
using HostName = TestHarness.GuestPlaces.HostName;

namespace TestHarness.Tests.Naming;

internal sealed class NameTests
{
    private static readonly Func<string, Name>[] Kinds =
    [
        HostName.Parse, PlaceName.Parse, LunName.Parse, MdevName.Parse, MdevTypeName.Parse, MdevParentName.Parse,
        VdpaDeviceName.Parse, PoolName.Parse,
    ];

    private static readonly string[] Bad =
    [
        "", ".", "..", "-u", "--help", "../cron.d", "a/b", "a\\b", "a b", "a\tb", "a\nb", "a\0b", "a;b", "a,b=c", "$(id)", "`id`",
        "a'b", "a\"b", "<a>", "a&b",
        "\u001b[2J", "ünï", "a\u202eb", "*", "a*", "~root", new string('a', 256),
    ];

    private static readonly string[] Good = ["host1", "vdpa0", "lab-host_2.example"];

    [TestCaseSource(nameof(Kinds))]
    public void A_name_that_could_be_an_option_a_path_or_a_shells_word_is_refused(Func<string, Name> parse)
    {
        foreach (var text in Bad)
            Assert.That(() => parse(text), Throws.TypeOf<HarnessException>().With.Message.Contains("is not the name of "), text);
        foreach (var text in Good)
            Assert.That(parse(text).Text, Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Any_name_stands_in_a_path_as_one_name(Func<string, Name> parse) => Prop.ForAll((NonNull<string> text) =>
    {
        try
        {
            return Path.GetFullPath($"/sys/bus/{parse(text.Get).Text}/x") == $"/sys/bus/{text.Get}/x"
                && !text.Get.StartsWith('-');
        }
        catch (HarnessException exception)
        {
            return exception.FailureClass == FailureClass.Config;
        }
    }).QuickCheckThrowOnFailure();

    [Test]
    public void A_message_shows_a_long_name_cut_and_without_control_characters() => Assert.That(
        () => MdevName.Parse($"\u001b{new string('a', 10_000)}"),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith(
            $"[config] '\uFFFD{new string('a', 79)}…' is not the name of an mdev: expected 1 to 64 ASCII"));

    [TestCase("mtty")]
    [TestCase("matrix")]
    [TestCase("0.0.0313")]
    [TestCase("0000:3b:00.0")]
    public void A_device_of_the_kernel_is_a_parent(string text) => Assert.That(MdevParentName.Parse(text).Text, Is.EqualTo(text));

    [TestCase("mtty-2")]
    [TestCase("vfio_ap-passthrough")]
    [TestCase("i915-GVTg_V5_8")]
    public void An_id_of_a_driver_is_a_type(string text) => Assert.That(MdevTypeName.Parse(text).Text, Is.EqualTo(text));
}
