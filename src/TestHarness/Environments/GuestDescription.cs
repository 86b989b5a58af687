namespace TestHarness.Environments;

/// <summary>The guest under test, as the environment describes it.</summary>
public sealed record GuestDescription
{
    /// <summary>The image that the guest boots; the built-in one unless given.</summary>
    public GuestImage Image { get; init; } = new BuiltInImage();

    /// <summary>The guest's memory; 256 MiB unless given.</summary>
    public ByteSize Memory { get; init; } = ByteSize.FromMiB(256);

    /// <summary>The number of the guest's vCPUs; 1 unless given.</summary>
    public int Vcpus { get; init; } = 1;

    /// <summary>
    /// The address of the guest's first NIC on the network of the hosts' <c>nics</c>; the further NICs have the addresses after
    /// it. Null when guests have no address.
    /// </summary>
    public InterfaceAddress? Address { get; init; }

    /// <summary>The login to a guest of your own; null when none is given, as the built-in guest needs none.</summary>
    public GuestLogin? Login { get; init; }
}

/// <summary>What a guest boots.</summary>
public abstract record GuestImage;

/// <summary>The small Linux that the harness builds itself.</summary>
public sealed record BuiltInImage : GuestImage;

/// <summary>
/// A kernel and initial RAM disk of your own, by full path. Its init must print "init: the guest is up" and then read commands on
/// the first serial port, as lab/guest/init does.
/// </summary>
public sealed record KernelImage(string Kernel, string Initrd, string? CommandLine = null) : GuestImage;

/// <summary>A disk image of your own, by full path; guests run on an overlay over it.</summary>
public sealed record DiskImage(string Qcow2) : GuestImage;

/// <summary>A user of the guest, with a password or a key.</summary>
/// <param name="PasswordVariable">The environment variable that holds the password; null when there is no password.</param>
/// <param name="IdentityFile">The full path of the private key; null when there is no key.</param>
public sealed record GuestLogin(string User, string? PasswordVariable = null, string? IdentityFile = null);
