using Couriarr.Tests.House;

namespace Couriarr.Browser;

/// <summary>A picture of every page in every look, to be seen by people: ./test --screens DIR.</summary>
[Trait("family", "screens")]
public sealed class Screens
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("SCREENS_FOLDER") ?? Path.Combine(Repository.Root, "artifacts", "screens");

    public static TheoryData<string> Every { get; } = [.. Pages.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Are_made_of(string page)
    {
        foreach (var look in Look.All)
        {
            var picture = Path.Combine(Folder, $"{page}-{look.Name}.png");
            await Walk.ToAsync(page, look, visitor => visitor.Page.ScreenshotAsync(new() { Path = picture, FullPage = true }));
            Assert.True(new FileInfo(picture).Length > 0);
        }
    }
}
