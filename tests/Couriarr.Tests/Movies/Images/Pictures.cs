using Couriarr.Tests.House;

namespace Couriarr.Tests.Movies.Images;

/// <summary>Images that other programs wrote: one picture in many ways, and another one.</summary>
internal static class Pictures
{
    private const string Folder = "tests/Couriarr.Tests/Fixtures/images";

    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder)).Select(file => Path.GetFileName(file)).Order();

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, Folder, name));
}
