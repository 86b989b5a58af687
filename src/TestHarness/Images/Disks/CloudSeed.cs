using System.Security.Cryptography;
using System.Text.Json;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Images.Disks;

/// <summary>
/// The seed from which cloud-init makes the login of a guest: a small disk with the label CIDATA. A guest without cloud-init
/// does not read the disk.
/// </summary>
/// <remarks>Source: cloud-init's documentation, datasource NoCloud.</remarks>
public sealed class CloudSeed
{
    private const string Make = """
        cd "$1" && truncate -s 1440K seed.img && mformat -i seed.img -v CIDATA -f 1440 :: &&
            mcopy -i seed.img meta-data user-data ::
        """;

    private const string MetaData = "instance-id: testharness\n";

    private CloudSeed(byte[] content) =>
        (Content, Name) = (content, $"seed-{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.img");

    /// <summary>The program that makes the disk.</summary>
    public static BuildTool Tool { get; } = new("mtools", "mformat", "makes the seed of guests that have cloud-init");

    /// <summary>The bytes of the disk.</summary>
    public byte[] Content { get; }

    /// <summary>The name of the disk's file, by its content.</summary>
    public string Name { get; }

    /// <summary>Makes the seed of a login.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: mtools or ssh-keygen are missing. Class provision: the key cannot be read, or the disk not be made.
    /// </exception>
    public static async Task<CloudSeed> MakeAsync(IHost machine, GuestLogin login, CancellationToken cancellationToken = default)
    {
        BuildTool.Require("the seed for cloud-init", [Tool]);
        var folder = Directory.CreateTempSubdirectory("testharness-seed-").FullName;
        try
        {
            var key = login.IdentityFile is { } file ? await PublicKeyAsync(machine, file, cancellationToken) : null;
            await File.WriteAllTextAsync(Path.Combine(folder, "meta-data"), MetaData, cancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "user-data"), UserData(login.User, login.Password, key), cancellationToken);
            (await machine.RunAsync(Command.Shell(Make, folder), cancellationToken)).OrThrow(FailureClass.Provision);
            return new CloudSeed(await File.ReadAllBytesAsync(Path.Combine(folder, "seed.img"), cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Returns cloud-init's user data; JSON is YAML too, and quotes what a user chose.</summary>
    /// <param name="key">The public SSH key; null for none.</param>
    internal static string UserData(string user, string? password, string? key)
    {
        var login = new Dictionary<string, object>
        {
            ["name"] = user,
            ["sudo"] = "ALL=(ALL) NOPASSWD:ALL",
            ["shell"] = "/bin/sh",
            ["lock_passwd"] = password is null,
        };
        if (key is not null)
            login["ssh_authorized_keys"] = new[] { key };
        var data = new Dictionary<string, object>
        {
            // A new name that /etc/hosts does not have would make sudo complain.
            ["preserve_hostname"] = true,
            ["disable_root"] = user != "root",
            ["ssh_pwauth"] = password is not null,
            ["users"] = new[] { login },
        };
        if (password is not null)
        {
            data["chpasswd"] = new Dictionary<string, object>
            {
                ["expire"] = false,
                ["users"] = new[] { new { name = user, password, type = "text" } },
            };
        }

        return $"#cloud-config\n{JsonSerializer.Serialize(data)}\n";
    }

    private static async Task<string> PublicKeyAsync(IHost machine, string file, CancellationToken cancellationToken) =>
        (await machine.RunAsync(new Command("ssh-keygen", "-y", "-f", file), cancellationToken))
        .OrThrow(FailureClass.Provision).StandardOutput.Trim();
}
