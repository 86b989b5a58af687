namespace TestHarness.Images;

/// <summary>An image that apt's answers determine, whether it is built yet or not.</summary>
/// <param name="Key">The hash of all that the image is made of, which is the name of its folder.</param>
/// <param name="Description">The packages, for people.</param>
public sealed record ResolvedImage(string Key, string Description);
