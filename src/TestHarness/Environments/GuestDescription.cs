namespace TestHarness.Environments;

/// <summary>The guest under test.</summary>
public sealed record GuestDescription
{
    public GuestImage Image { get; init; } = new BuiltInImage();

    public ByteSize Memory { get; init; } = ByteSize.FromMiB(256);

    public int Vcpus { get; init; } = 1;

    /// <summary>What the guest's NIC has on the network of the hosts' <c>nics</c>, and its further ones the addresses after it; null where guests have none.</summary>
    public InterfaceAddress? Address { get; init; }

    /// <summary>How to log in to a guest of your own; the built-in one needs nothing.</summary>
    public GuestLogin? Login { get; init; }
}

public abstract record GuestImage;

/// <summary>The small Linux that the harness makes itself.</summary>
public sealed record BuiltInImage : GuestImage;

/// <summary>
/// A kernel and initial RAM disk of your own, by full path. Its init must print "init: the guest is up" and then read commands on the
/// first serial port, as lab/guest/init does.
/// </summary>
public sealed record KernelImage(string Kernel, string Initrd, string? CommandLine = null) : GuestImage;

/// <summary>A disk image of your own, by full path; guests run on an overlay over it.</summary>
public sealed record DiskImage(string Qcow2) : GuestImage;

/// <param name="PasswordVariable">The environment variable that holds the password.</param>
/// <param name="IdentityFile">The private key's full path.</param>
public sealed record GuestLogin(string User, string? PasswordVariable = null, string? IdentityFile = null);
