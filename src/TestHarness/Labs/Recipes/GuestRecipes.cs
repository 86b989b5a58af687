using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Guests.Access;
using TestHarness.Images.Disks;
using TestHarness.Labs.Systems;

namespace TestHarness.Labs.Recipes;

/// <summary>Makes the recipe of a guest that the environment describes.</summary>
public static class GuestRecipes
{
    /// <summary>Returns the recipe of a guest; provides its disk image on all hosts, if it boots one.</summary>
    /// <param name="name">The guest's name in the environment; null for the environment's usual guest.</param>
    /// <exception cref="HarnessException">
    /// Class config: the environment has no guest of that name, or not what its image needs. Another class: the image could not
    /// be provided on a host.
    /// </exception>
    public static async Task<GuestRecipe> MakeAsync(Lab lab, GuestName? name, CancellationToken cancellationToken = default)
    {
        var guest = name is null ? lab.Environment.Guest : Find(lab.Environment, name.Text);
        return guest.Image is DiskImage
            ? new DiskImageGuest(guest, await ProvideAsync(lab, guest, cancellationToken))
            : new BuiltInGuest();
    }

    /// <summary>Provides the disk image of a guest on all hosts, with the ways into the guest.</summary>
    internal static async Task<GuestSystem> ProvideAsync(Lab lab, GuestDescription guest, CancellationToken cancellationToken)
    {
        var disk = (DiskImage)guest.Image;
        var image = await lab.Images.GetAsync(disk);
        var seed = disk is OwnDiskImage && guest.Login is { } login
            ? await CloudSeed.MakeAsync(lab.Machine, login, cancellationToken)
            : null;
        var disks = await SystemDisks.ProvideAsync(lab, lab.Images, image, seed, cancellationToken);
        return new GuestSystem(disks, Access(guest.Access, guest.Login ?? image.Login, image));
    }

    /// <summary>Finds a guest of the environment by its name.</summary>
    /// <exception cref="HarnessException">Class config: the environment has no guest of that name.</exception>
    internal static GuestDescription Find(LabEnvironment environment, string name) =>
        environment.Guests.FirstOrDefault(guest => guest.Name == name)?.Guest ?? throw new HarnessException(
            FailureClass.Config,
            $"environment '{environment.Name}' has no guest '{name}'; its 'guests' are: "
            + string.Join(", ", environment.Guests.Select(guest => guest.Name)));

    private static GuestAccess Access(GuestWay way, GuestLogin? login, SystemImage image) => way switch
    {
        GuestWay.Agent => new AgentAccess(),
        GuestWay.Ssh => Ssh(login) ?? throw Missing(image, "ssh", "a login with an identityFile"),
        GuestWay.Serial => Serial(login) ?? throw Missing(image, "serial", "a login with a passwordVariable that is set"),
        GuestWay.None => new NoAccess(),
        _ => new FirstAccess([.. new GuestAccess?[] { new AgentAccess(), Ssh(login), Serial(login) }.OfType<GuestAccess>()]),
    };

    private static SshAccess? Ssh(GuestLogin? login) =>
        login?.IdentityFile is { } key ? new SshAccess(login.User, key) : null;

    private static SerialAccess? Serial(GuestLogin? login) =>
        login?.Password is { } password ? new SerialAccess(login.User, password) : null;

    private static HarnessException Missing(SystemImage image, string way, string what) => new(
        FailureClass.Config, $"guest image {image.Description}: 'access: {way}' needs {what}");
}
