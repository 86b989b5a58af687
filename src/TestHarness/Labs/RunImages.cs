using TestHarness.Environments;
using TestHarness.Images;
using TestHarness.Labs.Systems;

namespace TestHarness.Labs;

/// <summary>The images of a run's guests, each made once when a scenario first needs it.</summary>
/// <param name="chosen">The image that the environment has chosen for guests.</param>
/// <param name="builtIn">Returns the image of the harness's own guest.</param>
internal sealed class RunImages(GuestImage chosen, Func<Task<BootImage>> builtIn)
{
    private readonly Lazy<Task<BootImage>> _boot = new(() => OfAsync(chosen, builtIn));
    private Lazy<Task<string>>? _content;

    /// <summary>The disk images.</summary>
    public GuestImages Disks { get; } = new(HarnessPaths.Cache);

    /// <summary>The origin of the image that guests boot; null until a scenario has needed the image.</summary>
    public string? Used =>
        _boot is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? _boot.Value.Result.Description : null;

    /// <summary>Returns the image that guests boot.</summary>
    public Task<BootImage> BootAsync() => _boot.Value;

    /// <summary>Returns the content ID of the image that guests boot.</summary>
    public Task<string> ContentAsync() => LazyInitializer.EnsureInitialized(
        ref _content, () => new(async () => await (await _boot.Value).ContentAsync(CancellationToken.None))).Value;

    private static Task<BootImage> OfAsync(GuestImage image, Func<Task<BootImage>> builtIn) => image switch
    {
        KernelImage own =>
            Task.FromResult(new BootImage(own.Kernel, own.Initrd, $"{own.Kernel} and {own.Initrd}", own.CommandLine ?? "")),
        _ => builtIn(),
    };
}
