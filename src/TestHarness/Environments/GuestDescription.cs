namespace TestHarness.Environments;

/// <summary>The guest under test, as the environment describes it.</summary>
public sealed record GuestDescription
{
    /// <summary>The image that the guest boots; the built-in one unless given.</summary>
    public GuestImage Image { get; init; } = new BuiltInImage();

    /// <summary>The guest's memory; 256 MiB unless given.</summary>
    public ByteSize Memory { get; init; } = ByteSize.FromMiB(256);

    /// <summary>
    /// The most memory of a guest that is launched as reported, for hosts on which large guests are slow; null when such a guest
    /// has what its hosts have room for.
    /// </summary>
    public ByteSize? ReportedMemory { get; init; }

    /// <summary>The number of the guest's vCPUs; 1 unless given.</summary>
    public int Vcpus { get; init; } = 1;

    /// <summary>
    /// The address of the guest's first NIC on the network of the hosts' <c>nics</c>; the further NICs have the addresses after
    /// it. Null when guests have no address.
    /// </summary>
    public InterfaceAddress? Address { get; init; }

    /// <summary>The login to a guest of your own; null when none is given, as the built-in guest needs none.</summary>
    public GuestLogin? Login { get; init; }

    /// <summary>The way into a guest that boots a disk image; the first one that answers unless given.</summary>
    public GuestWay Access { get; init; } = GuestWay.Auto;

    /// <summary>The Debian that the harness builds, with the memory that its kernel, systemd and a load need.</summary>
    public static GuestDescription Debian { get; } = new() { Image = new DebianDiskImage(), Memory = ByteSize.FromMiB(512) };
}

/// <summary>A user of the guest, with a password or a key.</summary>
/// <param name="PasswordVariable">The environment variable that holds the password; null when there is no password.</param>
/// <param name="IdentityFile">The full path of the private key; null when there is no key.</param>
public sealed record GuestLogin(string User, string? PasswordVariable = null, string? IdentityFile = null)
{
    /// <summary>The password: the value of the variable, or one that the harness made; null when there is none.</summary>
    public string? Password
    {
        get => field ?? (PasswordVariable is { } variable ? System.Environment.GetEnvironmentVariable(variable) : null);
        init;
    }
}
