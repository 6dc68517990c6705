# What a release is made of, in CycloneDX's form: the packages of the lock file, and what of .NET itself is in the build for one platform.
# 'excluded' are those that judge the source and are in no build.
def component($name; $version; $scope):
  "pkg:nuget/\($name)@\($version)" as $purl
  | { type: "library", name: $name, version: $version, scope: $scope, purl: $purl, "bom-ref": $purl };

($assets[0].project.frameworks | map(.)[0]) as $build
| ($lock[0].dependencies | map(to_entries[]) | map(select(.value.type != "Project"))
    | map(component(.key; .value.resolved; if $build.dependencies[.key].suppressParent == "All" then "excluded" else "required" end)
        + { properties: [{ name: "nuget:contentHash", value: .value.contentHash }] })) as $packages
| ($build.downloadDependencies // [] | map(select(.name | test("[.](Runtime|Host)[.]")))
    | map(component(.name; .version | ltrimstr("[") | split(",")[0]; "required"))) as $runtime
| {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      timestamp: $time,
      component: { type: "application", name: "Couriarr", version: $version, "bom-ref": "couriarr" }
    },
    components: ($packages + $runtime | sort_by(.name))
  }
